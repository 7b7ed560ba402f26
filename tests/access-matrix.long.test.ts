import { testAccessMatrix } from './makers/access-matrix.ts';

testAccessMatrix(1);

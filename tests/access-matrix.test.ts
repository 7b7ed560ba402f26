import { testAccessMatrix } from './makers/access-matrix.ts';

// The long tests try every combination.
testAccessMatrix(29);

// The same attacks, many more of them: the file reads that this is a long run.
import './attacks.test.ts';

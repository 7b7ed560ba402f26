/* The same for more characters. */

import './legible.test.ts';

/* The same for more organisations. */

import './reach.test.ts';

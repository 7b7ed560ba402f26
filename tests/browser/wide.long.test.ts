/* What the short tests look at on a narrow screen, on a wide one. */

import './accessible.test.ts';
import './workplace.test.ts';

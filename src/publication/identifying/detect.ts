export { detectIdentity, warningLabels } from '../../platform/language/identifying/detect.ts';

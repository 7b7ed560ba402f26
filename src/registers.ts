import type { Register } from './collection/register.ts';
import { activities } from './registers/activities/register.ts';
import { advice } from './registers/advice/register.ts';
import { complaints } from './registers/complaints/register.ts';
import { counsellors } from './registers/counsellors/register.ts';
import { financialInterests } from './registers/financial-interests/register.ts';
import { gifts } from './registers/gifts/register.ts';
import { incidents } from './registers/incidents/register.ts';
import { outsideActivities } from './registers/outside-activities/register.ts';
import { staff } from './registers/staff/register.ts';

/** The registers that exist. Adding one is adding its folder and one line here. */
export const registers: readonly Register[] = [
  incidents,
  outsideActivities,
  financialInterests,
  gifts,
  complaints,
  counsellors,
  advice,
  activities,
  staff,
];

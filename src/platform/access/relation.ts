/**
 * What the actor has to do with that which is asked or changed:
 *
 * - `own`: it is about the person who acts;
 * - `team`: it is about somebody whose current employment is under one of theirs;
 * - `unit`: it is about a unit for which they are appointed, or one below it;
 * - `concern`: they are appointed for the whole organisation;
 * - `assigned`: that record was given to them;
 * - `none`: no relation is asked; whoever bears the role may, whatever it is about.
 *
 * Today's appointments, employments and structure decide.
 */
export type Relation = 'own' | 'team' | 'unit' | 'concern' | 'assigned' | 'none';

/**
 * A role of a person. Every person with a current employment is an employee, and a supervisor as long as
 * somebody's current employment is under theirs; the others are given by appointment, for a unit or for the concern.
 */
export const roles = [
  'employee',
  'supervisor',
  'hr-adviser',
  'coordinator',
  'central-coordinator',
  'counsellor',
  'lead-counsellor',
  'compliance-officer',
  'investigator',
  'complaints-committee',
  'head',
  'auditor',
  'technical-administrator',
  'functional-administrator',
  'privacy-officer',
  'protection-officer',
] as const;

export type Role = (typeof roles)[number];

/** The roles that nobody is appointed to: they follow from employments. */
export const rolesOfEmployment: readonly Role[] = ['employee', 'supervisor'];

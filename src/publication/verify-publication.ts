import type { OpenOrganisation } from '../collection/open-organisation.ts';
import { type Actor, publicationActor } from '../platform/access/actor.ts';
import { concern } from '../platform/access/resource.ts';
import { look } from '../platform/database/doorways.ts';
import { text } from '../platform/language/text.ts';
import { programVersion } from '../platform/version.ts';
import { frozenQuestion, NothingFrozen } from './frozen-inputs.ts';
import { makeReport, thaw } from './make-report.ts';
import { gatherInputs } from './publishing.ts';
import { fileHashes, publicationQuestion } from './records.ts';
import { differencesWithToday, type TodayDifference, type VerifyStep, verifyModel } from './verify.ts';

/**
 * Recomputes a publication from what was frozen with it, compares the hashes of its files, and holds it against the
 * registers of today.
 *
 * @throws NothingFrozen when its inputs were not kept
 */
export async function verifyPublication(
  organisation: OpenOrganisation,
  actor: Actor,
  key: { readonly slug: string; readonly version: number },
): Promise<{ readonly steps: readonly VerifyStep[]; readonly differences: readonly TodayDifference[] }> {
  const { door } = organisation;
  const published = await look(door, publicationActor, publicationQuestion, concern, key);
  const frozen = await look(door, publicationActor, frozenQuestion, concern, key);
  if (!published || !frozen)
    throw new NothingFrozen(
      text(
        'Van deze publicatie zijn geen bevroren gegevens bewaard.',
        'No frozen inputs of this publication were kept.',
      ),
    );
  const { profileVersion } = published;
  const inputs = thaw(frozen.inputs['report'] ?? '{}');
  // By the profile that it was made by: a register may have been turned off since.
  const { catalogue } = await organisation.on(inputs.publishedOn, profileVersion);
  const files = await look(door, publicationActor, fileHashes, concern, key);
  const steps: readonly VerifyStep[] = [
    ...(await verifyModel(catalogue, frozen, published, programVersion)),
    ...files.map((file) => ({
      what: text(`Bestand ${file.name}`, `File ${file.name}`),
      holds: file.stored === file.computed,
      detail: file.stored,
    })),
  ];
  const now = await gatherInputs(organisation, actor, {
    document: inputs.document,
    publishedOn: inputs.publishedOn,
    notice: inputs.notice,
    asRegistered: true,
    profileVersion,
  });
  const today = (await makeReport(catalogue, now, 'as-published')).model;
  return { steps, differences: differencesWithToday(catalogue.figures, published.model, today, inputs, now) };
}

import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { reporterActor } from '../../platform/access/actor.ts';
import { concern } from '../../platform/access/resource.ts';
import { look, type OrganisationDoor, perform } from '../../platform/database/doorways.ts';
import { fromHex, toHex } from '../../platform/encryption/bytes.ts';
import { hashOf } from '../../platform/encryption/labels.ts';
import { reportAddresses } from '../../platform/web/front/methods.ts';
import { addByReporter, changeCode, openMailbox } from '../boxes/mailbox.ts';
import { hash, head, slot } from '../boxes/sent.ts';
import { reportSchema, submitReport } from '../boxes/submit.ts';
import { isNotTaken, readSent } from './sent-json.ts';
import type { WrittenChannel } from './written-channel.ts';

const mailboxSchema = z.strictObject({ locator: hash });
const messageSchema = mailboxSchema.extend({ head });
const codeSchema = mailboxSchema.extend({ slot, mailbox: hash });

/** Bytes of what is sent, in hexadecimal digits: a report, a message, and what holds neither. */
const longestReport = 3 * 1_048_576;
const longestMessage = 1_200_000;
const longestOther = 4_096;

/** Whoever holds a mailbox sends its locator; by the hash of it the database finds the one that is meant. */
async function holderOf(locator: string) {
  return reporterActor(toHex(await hashOf('locator', fromHex(locator))));
}

/**
 * Where scripts of these pages send what browsers sealed. Every answer is a word for the script; the pages hold the words
 * for people. While the channel is closed there is nothing at these addresses; when a list ended nothing new is taken.
 */
export function addWritingRoutes(
  site: Hono,
  { door, channel }: { door: OrganisationDoor; channel: () => Promise<WrittenChannel | null> },
): void {
  const takes = (
    path: string,
    answer: (context: Context, channel: WrittenChannel) => Promise<Response>,
  ): void => {
    site.post(path, async (context, next) => {
      const open = await channel();
      if (!open || (path === reportAddresses.send && !open.takesReports)) return next();
      try {
        return await answer(context, open);
      } catch (error) {
        if (!isNotTaken(error)) throw error;
        return context.json({ outcome: 'refused' }, 400);
      }
    });
  };
  takes(reportAddresses.send, async (context, { pin }) => {
    const sent = await readSent(context, reportSchema, longestReport);
    const told = await perform(door, reporterActor(sent.mailbox), submitReport, concern, { ...sent, pin });
    return context.json(told, told.outcome === 'received' ? 200 : 409);
  });
  takes(reportAddresses.mailbox, async (context) => {
    const { locator } = await readSent(context, mailboxSchema, longestOther);
    return context.json({ mailbox: await look(door, await holderOf(locator), openMailbox, concern, {}) });
  });
  takes(reportAddresses.message, async (context) => {
    const sent = await readSent(context, messageSchema, longestMessage);
    const told = await perform(door, await holderOf(sent.locator), addByReporter, concern, {
      head: sent.head,
    });
    return context.json(told, told.outcome === 'added' ? 200 : 409);
  });
  takes(reportAddresses.code, async (context) => {
    const { locator, ...next } = await readSent(context, codeSchema, longestOther);
    return context.json({ changed: await perform(door, await holderOf(locator), changeCode, concern, next) });
  });
}

import { ok, type Result } from '@/lib/base/result';
import type { Profile } from '@/lib/model/profile';
import type { OpenedList } from '@/lib/ports/Lists';
import type { Client } from '@/lib/tiktok/client/createSiteClient';

/** A profile as a source names it. */
export interface ProfileSource {
  readonly secUid: string;
  readonly uniqueId?: string | undefined;
}

export interface OpenedProfile extends OpenedList {
  /** Absent where the site refused to tell. */
  readonly profile?: Profile;
}

/** Refusals that leave the list itself worth trying: its owner is known well enough by the handle. */
const bearable = new Set(['gate', 'shape', 'http', 'timeout']);

/**
 * Finds out the owner of a profile's list. Where the site does not tell, the handle stands for the name; without a
 * handle the refusal is the answer.
 */
export const openProfile = async (
  { secUid, uniqueId }: ProfileSource,
  client: Client,
): Promise<Result<OpenedProfile>> => {
  const read = await client.profile({ secUid, ...(uniqueId === undefined ? {} : { uniqueId }) });
  if (read.ok) {
    const { profile } = read.value;
    const name = profile.author.nickname || profile.author.uniqueId;
    return ok({ owner: { key: secUid, name }, ownerSecUid: secUid, profile });
  }
  if (uniqueId === undefined || !bearable.has(read.error.code)) return read;
  return ok({ owner: { key: secUid, name: uniqueId }, ownerSecUid: secUid });
};

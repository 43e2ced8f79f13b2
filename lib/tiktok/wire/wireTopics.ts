import { z } from 'zod';
import { id, isRecord, record, text, whole } from '@/lib/tiktok/wire/coerce';

const counts = record({ videoCount: whole });

/** Anything but an object reads as one without fields. */
const reply = <S extends z.ZodRawShape>(shape: S) =>
  z.preprocess((value) => (isRecord(value) ? value : {}), z.object(shape));

/** challenge/detail. */
export const hashtagWire = reply({
  challengeInfo: record({ challenge: record({ id, title: text, desc: text }), stats: counts, statsV2: counts }),
});

/** music/detail. */
export const soundWire = reply({
  musicInfo: record({ music: record({ id, title: text, authorName: text }), stats: counts }),
});

const place = { id, poiId: id, name: text, address: text };

/** One element of story/user_list. */
export const storyUserWire = reply({ user: record({ id }) });

/** poi/detail. */
export const placeWire = reply({ poiInfo: record({ ...place, poi: record(place), stats: counts }) });

import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { failureInReply } from '@/lib/tiktok/wire/replyStatus';
import { hashtagWire, placeWire, soundWire } from '@/lib/tiktok/wire/wireTopics';

/** What posts of many people have in common: a hashtag, a sound, a place. */
export interface Topic {
  readonly id: string;
  /** As the site writes it: a hashtag without its sign. */
  readonly name: string;
  /** What stands below the name: a description, or the people of a sound; may be empty. */
  readonly detail: string;
  /** Posts that the site says there are, far more than its list gives; 0 where it does not say. */
  readonly videoCount: number;
}

// Error: the status's code, or `shape` for a reply that names nothing.
const topicOf = (raw: unknown, what: string, read: () => Topic): Result<Topic> => {
  const refused = failureInReply(raw);
  if (refused) return err(refused);
  const topic = read();
  return topic.id === '' ? err(failure('shape', `${what}: no id`)) : ok(topic);
};

/** Reads challenge/detail (fields as reported 2026-10): a hashtag. Errors: `removed` where there is none of that name (10205), `shape`. */
export const parseHashtag = (raw: unknown): Result<Topic> =>
  topicOf(raw, 'hashtag', () => {
    const { challenge, stats, statsV2 } = hashtagWire.parse(raw).challengeInfo;
    const videoCount = statsV2.videoCount || stats.videoCount;
    return { id: challenge.id, name: challenge.title, detail: challenge.desc, videoCount };
  });

/** Reads music/detail (fields as reported 2026-10): a sound. Errors: `removed` where there is none (10203), `shape`. */
export const parseSound = (raw: unknown): Result<Topic> =>
  topicOf(raw, 'sound', () => {
    const { music, stats } = soundWire.parse(raw).musicInfo;
    return { id: music.id, name: music.title, detail: music.authorName, videoCount: stats.videoCount };
  });

/** Reads poi/detail (reported 2026-10; that the place may stand one level deeper is a guess, both are read): a place. */
export const parsePlace = (raw: unknown): Result<Topic> =>
  topicOf(raw, 'place', () => {
    const { poiInfo } = placeWire.parse(raw);
    const { poi, stats } = poiInfo;
    const place = poi.id || poi.poiId ? poi : poiInfo;
    return { id: place.id || place.poiId, name: place.name, detail: place.address, videoCount: stats.videoCount };
  });

import { json, modelled, type Visit } from '../visit.ts';
import type { DemoTopic, TopicKind } from '../world/topics.ts';
import { offsetList } from './lists.ts';
import type { Reply } from './reply.ts';

const origin = modelled('hashtag, sound and place as reported 2026-09 and 2026-10');
const done = { statusCode: 0, status_code: 0, status_msg: '' };
const none = (statusCode: number): Reply => json({ ...done, statusCode }, origin);

const stats = ({ videoCount }: DemoTopic) => ({ videoCount, viewCount: videoCount * 90 });

/** /api/challenge/detail/ by name. */
export const hashtagDetail = (visit: Visit): Reply => {
  const topic = visit.site.world.topic('hashtag', visit.query.get('challengeName') ?? '');
  if (!topic) return none(10205);
  const challenge = { id: topic.id, title: topic.name, desc: topic.detail };
  const exact = Object.fromEntries(Object.entries(stats(topic)).map(([key, value]) => [key, String(value)]));
  return json({ ...done, challengeInfo: { challenge, stats: stats(topic), statsV2: exact } }, origin);
};

/** /api/music/detail/ */
export const soundDetail = (visit: Visit): Reply => {
  const topic = visit.site.world.topic('sound', visit.query.get('musicId') ?? '');
  if (!topic) return none(10203);
  const music = { id: topic.id, title: topic.name, authorName: topic.detail, duration: 14, original: false };
  return json({ ...done, musicInfo: { author: {}, music, stats: { videoCount: topic.videoCount } } }, origin);
};

/** /api/poi/detail/ */
export const placeDetail = (visit: Visit): Reply => {
  const topic = visit.site.world.topic('place', visit.query.get('poiId') ?? '');
  if (!topic) return none(10204);
  const poi = { id: topic.id, name: topic.name, address: topic.detail };
  return json({ ...done, poiInfo: { poi, stats: stats(topic) } }, origin);
};

/** The posts of a topic by its id; an id that there is not gives an empty list, as the site does. */
const topicList =
  (kind: TopicKind, parameter: string) =>
  (visit: Visit): Reply =>
    offsetList(visit, visit.site.world.topic(kind, visit.query.get(parameter) ?? '')?.posts ?? []);

export const hashtagList = topicList('hashtag', 'challengeID');
/** The parameter has a capital D, unlike the detail's. */
export const soundList = topicList('sound', 'musicID');
export const placeList = topicList('place', 'poiId');

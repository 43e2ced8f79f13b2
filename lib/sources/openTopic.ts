import { policyOf } from '@/lib/base/errorPolicy';
import { readableName } from '@/lib/base/readableName';
import { ok, type Result } from '@/lib/base/result';
import type { OpenedList } from '@/lib/ports/Lists';
import type { ReadTopic } from '@/lib/tiktok/lists/topicCalls';

/**
 * Whom the posts of a hashtag, a sound or a place are filed under: the thing itself. How many there are is left out: the site's
 * number is far beyond what its list gives. `name` stands in where the site does not tell.
 */
export const openTopic = (read: Result<ReadTopic>, key: string, name: string | undefined): Result<OpenedList> => {
  if (read.ok) return ok({ owner: { key, name: readableName(read.value.topic.name, name, key) } });
  return policyOf(read.error.code).bearable ? ok({ owner: { key, name: readableName(name, key) } }) : read;
};

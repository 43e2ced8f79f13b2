import { describe, it } from 'vitest';
import { dieAtMany } from '../fakes/deaths';

describe('300 posts of mixed kinds, half 2 of the deaths', () => {
  it('come to the same end wherever the worker died', { timeout: 3_600_000 }, () => dieAtMany(1, 2));
});

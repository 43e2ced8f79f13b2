import type { Author } from '@/lib/model/post';

/** What the site says of an account in numbers; one that it leaves out is absent. */
export interface PersonCounts {
  readonly followers?: number;
  readonly following?: number;
  readonly likesReceived?: number;
  readonly videos?: number;
}

/** A person as a list of people names them. */
export interface Person {
  readonly author: Author;
  readonly bio: string;
  readonly counts: PersonCounts;
}

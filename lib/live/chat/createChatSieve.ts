import type { GiftSent, WebcastMessage } from '@/lib/tiktok/webcast/WebcastMessage';

// A room of 50,000 viewers says some 100 messages in a second, and redeliveries reach back seconds.
const MOST_REMEMBERED = 20_000;

/** The site ends a combo about five seconds after the last press; one whose end was lost is told after this. */
const COMBO_MS = 15_000;

interface Combo {
  readonly gift: GiftSent;
  readonly at: number;
}

/** A gift of a combo is counted up by every message until the last. */
const comboKey = ({ groupId, giftId, user }: GiftSent): string => `${groupId}:${giftId}:${user.id}`;

const larger = (a: GiftSent, b: GiftSent): GiftSent => (b.repeatCount >= a.repeatCount ? b : a);

const createMemory = (already: readonly string[] = []) => {
  const known = new Set(already);
  /** Whether it is new; the oldest are forgotten. */
  return (key: string): boolean => {
    if (known.has(key)) return false;
    known.add(key);
    if (known.size > MOST_REMEMBERED) for (const oldest of known) return known.delete(oldest);
    return true;
  };
};

/**
 * Lets every message through once: what was delivered again is dropped, and of a gift combo only its final count is
 * told, when the site ends it or nothing was heard of it any more. Messages without an id cannot be known again and pass.
 * @param already ids that were let through before
 */
export const createChatSieve = (already: readonly string[] = []) => {
  const isNew = createMemory(already);
  const isNewCombo = createMemory();
  const combos = new Map<string, Combo>();

  const foldGift = (gift: GiftSent, at: number): readonly WebcastMessage[] => {
    if (gift.groupId === '') return [gift];
    const key = comboKey(gift);
    const held = combos.get(key);
    const whole = held ? larger(held.gift, gift) : gift;
    if (!gift.repeatEnd) {
      combos.set(key, { gift: whole, at });
      return [];
    }
    combos.delete(key);
    return isNewCombo(key) ? [{ ...whole, repeatEnd: true }] : [];
  };

  /** Combos of which nothing was heard any more; `all` of them at the end. */
  const due = (at: number, all = false): readonly WebcastMessage[] =>
    [...combos].flatMap(([key, combo]) => {
      if (!all && at - combo.at < COMBO_MS) return [];
      combos.delete(key);
      return isNewCombo(key) ? [combo.gift] : [];
    });

  return {
    /** What is to be told of a message that came at this time. */
    pass: (message: WebcastMessage, at: number): readonly WebcastMessage[] => {
      if (message.id !== '' && !isNew(message.id)) return [];
      return message.kind === 'gift' ? foldGift(message, at) : [message];
    },
    due,
  };
};

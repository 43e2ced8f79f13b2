import { LearnMore } from '@/components/help/LearnMore';
import type { Refusal } from '@/lib/model/listSummary';
import { formatNumber } from '@/lib/ui/format/format';
import { errorWords } from '@/lib/ui/words/errorWords';

/** How many could not be had, and why, in words. */
export const Refusals = ({ refusals }: { readonly refusals: readonly Refusal[] }) => (
  <ul class="refusals">
    {refusals.map(({ code, count }) => (
      <li key={code}>
        <span class="figures refusals__count">{formatNumber(count)}</span> {errorWords(code).what}{' '}
        <LearnMore topic={code} />
      </li>
    ))}
  </ul>
);

import type { Refusal } from '@/lib/model/listSummary';
import { errorWords } from '@/lib/ui/errorWords';
import { formatNumber } from '@/lib/ui/format';

/** How many could not be had, and why, in words. */
export const Refusals = ({ refusals }: { readonly refusals: readonly Refusal[] }) => (
  <ul class="refusals">
    {refusals.map(({ code, count }) => (
      <li key={code}>
        <span class="figures refusals__count">{formatNumber(count)}</span> {errorWords(code).what}
      </li>
    ))}
  </ul>
);

import { NumberInput } from '@/components/common/NumberInput';
import { t } from '@/lib/ui/format/i18n';

interface Props {
  readonly id: string;
  /** The bounds of a random pause, in the unit that is shown. */
  readonly gap: { readonly Min: number; readonly Max: number };
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (end: 'Min' | 'Max', value: number) => void;
}

/** The shortest and the longest of a random pause; says so when they stand the wrong way round. */
export const GapInput = ({ id, gap, min, max, step, onChange }: Props) => (
  <>
    <span class="number">
      {(['Min', 'Max'] as const).map((end) => (
        <NumberInput
          key={end}
          id={`${id}-${end}`}
          label={t(end === 'Min' ? 'options_gap_min' : 'options_gap_max')}
          value={gap[end]}
          min={min}
          max={max}
          step={step}
          onChange={(value) => onChange(end, value)}
        />
      ))}
    </span>
    {gap.Min > gap.Max && (
      <p class="control-wrong" role="alert">
        {t('options_gap_wrong')}
      </p>
    )}
  </>
);

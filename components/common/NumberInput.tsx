import './controls.css';
import { useState } from 'preact/hooks';
import { formatNumber } from '@/lib/ui/format/format';
import { t } from '@/lib/ui/format/i18n';

interface Props {
  readonly id: string;
  readonly describedBy?: string;
  /** Names the field where no label does. */
  readonly label?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** 1 for whole numbers. */
  readonly step?: number;
  readonly onChange: (value: number) => void;
}

const isRight = (value: number, { min, max, step = 1 }: Props): boolean =>
  Number.isFinite(value) && value >= min && value <= max && (step !== 1 || Number.isInteger(value));

/** A number between two others. What is typed is handed on only when it is one; until then the field says what is wrong. */
export const NumberInput = (props: Props) => {
  const { id, describedBy, label, value, min, max, step = 1, onChange } = props;
  const [typed, setTyped] = useState<string>();
  const wrong = typed !== undefined && (typed.trim() === '' || !isRight(Number(typed), props));
  return (
    <span>
      <input
        id={id}
        type="number"
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={wrong ? 'true' : undefined}
        min={min}
        max={max}
        step={step}
        value={typed ?? String(value)}
        onInput={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          if (text.trim() !== '' && isRight(Number(text), props)) onChange(Number(text));
        }}
        onBlur={() => setTyped(undefined)}
      />
      {wrong && (
        <p class="control-wrong" role="alert">
          {t(step === 1 ? 'options_number_wrong' : 'options_number_wrong_any', formatNumber(min), formatNumber(max))}
        </p>
      )}
    </span>
  );
};

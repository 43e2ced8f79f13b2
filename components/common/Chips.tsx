import './Chips.css';
import type { IconNode } from 'lucide';
import { useId } from 'preact/hooks';
import { Icon } from './Icon';

export interface ChipOption<T extends string> {
  readonly value: T;
  readonly label: string;
  /** A number or remark behind the label. */
  readonly note?: string | undefined;
  readonly icon?: IconNode;
}

interface Props<T extends string> {
  readonly label: string;
  readonly options: readonly ChipOption<T>[];
  readonly value: T | undefined;
  readonly onChange: (value: T) => void;
  readonly showLabel?: boolean;
}

/** One of a few: radio buttons in the shape of chips, with the arrow keys of radio buttons. */
export const Chips = <T extends string>({ label, options, value, onChange, showLabel }: Props<T>) => {
  const name = useId();
  return (
    <fieldset class="chips">
      <legend class={showLabel ? undefined : 'visually-hidden'}>{label}</legend>
      {options.map((option) => (
        <label class="chip" key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span class="chip__face">
            {option.icon && <Icon icon={option.icon} size={15} />}
            {option.label}
            {option.note && <span class="chip__note figures">{option.note}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
};

import './Chips.css';
import { Check } from 'lucide';
import { Icon } from './Icon';

interface Props<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly values: readonly T[];
  readonly onChange: (values: readonly T[]) => void;
}

/** Any of a few: checkboxes in the shape of chips. The result keeps the order of the options. */
export const CheckChips = <T extends string>({ label, options, values, onChange }: Props<T>) => {
  const toggle = (value: T): void => {
    const next = new Set(values);
    if (!next.delete(value)) next.add(value);
    onChange(options.map((option) => option.value).filter((one) => next.has(one)));
  };
  return (
    <fieldset class="chips">
      <legend class="visually-hidden">{label}</legend>
      {options.map((option) => {
        const checked = values.includes(option.value);
        return (
          <label class="chip" key={option.value}>
            <input type="checkbox" checked={checked} onChange={() => toggle(option.value)} />
            <span class="chip__face">
              {checked && <Icon icon={Check} size={14} />}
              {option.label}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
};

import './controls.css';

interface Props {
  readonly id: string;
  readonly describedBy: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** On or off. */
export const Switch = ({ id, describedBy, checked, onChange }: Props) => (
  <input
    id={id}
    class="switch"
    type="checkbox"
    // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox tells its state itself; aria-checked beside it could disagree
    role="switch"
    aria-describedby={describedBy}
    checked={checked}
    onChange={(event) => {
      const wanted = event.currentTarget.checked;
      // Whoever keeps the setting may refuse; the switch shows what is, not what was pressed.
      event.currentTarget.checked = checked;
      onChange(wanted);
    }}
  />
);

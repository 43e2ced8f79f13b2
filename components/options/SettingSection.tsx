import type { IconNode } from 'lucide';
import { Icon } from '@/components/common/Icon';
import { rowMatches, type SettingRow } from './SettingRow';

export interface Section {
  readonly id: string;
  readonly icon: IconNode;
  readonly title: string;
  readonly rows: readonly SettingRow[];
}

interface Props {
  readonly section: Section;
  /** What is searched for; empty shows all. */
  readonly query: string;
}

/** The rows of a section that the search leaves. */
export const rowsLeft = (section: Section, query: string): readonly SettingRow[] =>
  section.rows.filter((row) => rowMatches(row, section.title, query));

const Row = ({ row }: { readonly row: SettingRow }) => {
  const id = `set-${row.id}`;
  const describedBy = `${id}-help`;
  const Label = row.kind === 'group' ? 'span' : 'label';
  return (
    <div
      class={row.wide ? 'setting setting--wide' : 'setting'}
      {...(row.kind === 'group'
        ? { role: 'group', 'aria-labelledby': `${id}-label`, 'aria-describedby': describedBy }
        : {})}
    >
      <div class="setting__words">
        <Label id={`${id}-label`} class="setting__label" {...(row.kind === 'group' ? {} : { for: id })}>
          {row.label}
        </Label>
        <p id={describedBy} class="muted">
          {row.help}
        </p>
      </div>
      <div class="setting__control">{row.control({ id, describedBy })}</div>
    </div>
  );
};

/** A group of settings in a card. Nothing when the search leaves none. */
export const SettingSection = ({ section, query }: Props) => {
  const rows = rowsLeft(section, query);
  if (rows.length === 0) return null;
  return (
    <section id={section.id} class="section" aria-labelledby={`${section.id}-title`}>
      <h2 id={`${section.id}-title`}>
        <Icon icon={section.icon} size={19} class="section__icon" />
        {section.title}
      </h2>
      <div class="section__card">
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </div>
    </section>
  );
};

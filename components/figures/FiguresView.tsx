import './figuresView.css';
import { RotateCw } from 'lucide';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { Button } from '@/components/common/Button';
import { EmptyState } from '@/components/empty/EmptyState';
import { formatBytes, formatMonth, formatNumber } from '@/lib/ui/format/format';
import { plural, t } from '@/lib/ui/format/i18n';
import type { Amount, Figures } from '@/lib/ui/library/countFigures';
import type { LibraryModel } from '@/lib/ui/library/createLibraryModel';
import { kindWord } from '@/lib/ui/words/sourceWords';
import { BarFigure } from './BarFigure';

interface Props {
  readonly model: LibraryModel;
}

/** As many months as stand side by side; beyond that, years do. */
const MOST_MONTHS = 36;
const MOST_BARS = 10;
const MOST_ROWS = 100;

type Named<T> = readonly (readonly [string, T])[];

/** By year where there are more months than can be seen. */
const byTime = <T,>(
  months: Named<T>,
  add: (a: T, b: T) => T,
): { readonly years: boolean; readonly spans: Named<T> } => {
  if (months.length <= MOST_MONTHS) return { years: false, spans: months };
  const years = new Map<string, T>();
  for (const [month, value] of months) {
    const year = month.slice(0, 4);
    const known = years.get(year);
    years.set(year, known === undefined ? value : add(known, value));
  }
  return { years: true, spans: [...years] };
};

const sum = (a: Amount, b: Amount): Amount => ({
  files: a.files + b.files,
  posts: a.posts + b.posts,
  bytes: a.bytes + b.bytes,
});

const spanName = (years: boolean, span: string): string => (years ? span : formatMonth(span));
const spanHead = (years: boolean): string => t(years ? 'figures_column_year' : 'figures_column_month');

const Months = ({ months }: Pick<Figures, 'months'>) => {
  const { years, spans } = byTime(months, sum);
  return (
    <BarFigure
      title={t(years ? 'figures_years' : 'figures_months')}
      scale={formatNumber}
      bars={spans.map(([span, { files }]) => ({ label: span, value: files }))}
      columns={[spanHead(years), t('figures_column_files'), t('figures_column_space')]}
      rows={spans.map(([span, { files, bytes }]) => [spanName(years, span), formatNumber(files), formatBytes(bytes)])}
    />
  );
};

const rest = (authors: Named<Amount>, most: number): Named<Amount> =>
  authors.length <= most
    ? authors
    : [
        ...authors.slice(0, most),
        [
          t('figures_others'),
          authors.slice(most).reduce((all, [, one]) => sum(all, one), { files: 0, posts: 0, bytes: 0 }),
        ],
      ];

const Authors = ({ authors }: Pick<Figures, 'authors'>) => {
  const named: Named<Amount> = authors.map(([handle, amount]) => [
    handle === '' ? t('gallery_unknown_author') : `@${handle}`,
    amount,
  ]);
  return (
    <BarFigure
      title={t('figures_authors')}
      lying
      scale={formatNumber}
      bars={rest(named, MOST_BARS).map(([label, { files }]) => ({ label, value: files }))}
      columns={[
        t('figures_column_author'),
        t('figures_column_posts'),
        t('figures_column_files'),
        t('figures_column_space'),
      ]}
      rows={rest(named, MOST_ROWS).map(([label, { posts, files, bytes }]) => [
        label,
        formatNumber(posts),
        formatNumber(files),
        formatBytes(bytes),
      ])}
    />
  );
};

const Kinds = ({ kinds }: Pick<Figures, 'kinds'>) => (
  <BarFigure
    title={t('figures_kinds')}
    lying
    scale={formatBytes}
    bars={kinds.map(([kind, { bytes }]) => ({ label: kindWord(kind), value: bytes }))}
    columns={[t('figures_column_kind'), t('figures_column_files'), t('figures_column_space')]}
    rows={kinds.map(([kind, { files, bytes }]) => [kindWord(kind), formatNumber(files), formatBytes(bytes)])}
  />
);

const Sizes = ({ sizes }: Pick<Figures, 'sizes'>) => {
  const named = sizes.map(([most, files], at) => {
    const words = Number.isFinite(most)
      ? t('figures_up_to', formatBytes(most))
      : t('figures_over', formatBytes(sizes[at - 1]?.[0] ?? 0));
    return { words, files };
  });
  return (
    <BarFigure
      title={t('figures_sizes')}
      lying
      scale={formatNumber}
      bars={named.map(({ words, files }) => ({ label: words, value: files }))}
      columns={[t('figures_column_size'), t('figures_column_files')]}
      rows={named.map(({ words, files }) => [words, formatNumber(files)])}
    />
  );
};

const Gone = ({ gone, missing }: Pick<Figures, 'gone' | 'missing'>) => {
  const { years, spans } = byTime(gone, (a, b) => ({ posts: a.posts + b.posts, kept: a.kept + b.kept }));
  return (
    <>
      {spans.length === 0 ? (
        <section class="figure">
          <h3>{t('figures_gone')}</h3>
          <p class="muted">{t('figures_gone_none')}</p>
        </section>
      ) : (
        <BarFigure
          title={t('figures_gone')}
          scale={formatNumber}
          bars={spans.map(([span, { posts, kept }]) => ({ label: span, value: posts, part: kept }))}
          columns={[spanHead(years), t('figures_column_gone'), t('figures_column_kept')]}
          rows={spans.map(([span, { posts, kept }]) => [
            spanName(years, span),
            formatNumber(posts),
            formatNumber(kept),
          ])}
        />
      )}
      {missing > 0 && <p class="figure__remark">{t('figures_missing', plural('count_files', missing))}</p>}
    </>
  );
};

/** The library in pictures of its numbers, each with a table. */
export const FiguresView = ({ model }: Props) => {
  const [counted, setCounted] = useState<Figures | 'counting' | undefined>('counting');
  useEffect(() => void model.figures().then(setCounted), [model]);
  const figures = counted === 'counting' ? undefined : counted;
  const charts = useMemo(
    () =>
      figures && (
        <>
          {figures.files > 0 && (
            <>
              <Months months={figures.months} />
              <Authors authors={figures.authors} />
              <Kinds kinds={figures.kinds} />
              <Sizes sizes={figures.sizes} />
            </>
          )}
          <Gone gone={figures.gone} missing={figures.missing} />
        </>
      ),
    [figures],
  );
  const again = (): void => {
    setCounted('counting');
    void model.figures('again').then(setCounted);
  };
  if (counted === 'counting')
    return (
      <p class="muted" role="status">
        {t('figures_reading')}
      </p>
    );
  // The page says what was the matter.
  if (!figures) return null;
  if (figures.files === 0 && figures.gone.length === 0)
    return <EmptyState title={t('figures_empty_title')}>{t('figures_empty')}</EmptyState>;
  return (
    <div class="figures-view">
      <div class="figures-view__head">
        <h2>{t('library_tab_figures')}</h2>
        <Button size="small" icon={RotateCw} onClick={again}>
          {t('figures_again')}
        </Button>
      </div>
      {charts}
    </div>
  );
};

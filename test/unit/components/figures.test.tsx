// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { FiguresView } from '@/components/figures/FiguresView';
import { libraryInState } from '../../gallery/libraryStates';
import { draw } from './draw';

const open = async (state: string) => {
  const model = libraryInState(state);
  const view = await draw(<FiguresView model={model} />);
  await model.figures();
  await view.redraw(<FiguresView model={model} />);
  return { ...view, model };
};

describe("the library's figures", () => {
  it('stand as a table below each picture, with a head for each column and row', async () => {
    const { root, model } = await open('figures-tables');
    const figures = await model.figures();
    const titles = [...root.querySelectorAll('.figure h3')].map((one) => one.textContent);
    expect(titles).toEqual([
      'Saved by month',
      'Saved by author',
      'Space by kind of file',
      'Files by size',
      'Gone from lists by month',
    ]);
    for (const figure of root.querySelectorAll('.figure')) {
      expect(figure.querySelector('[role=img]')?.getAttribute('aria-label')).toBe(
        figure.querySelector('h3')?.textContent,
      );
      const heads = figure.querySelectorAll('thead th[scope=col]').length;
      for (const row of figure.querySelectorAll('tbody tr')) {
        expect(row.querySelectorAll('th[scope=row]')).toHaveLength(1);
        expect(row.querySelectorAll('td')).toHaveLength(heads - 1);
      }
    }
    const authors = root.querySelectorAll('.figure')[1]?.querySelectorAll('tbody tr');
    expect(authors).toHaveLength(figures?.authors.length ?? 0);
    expect(figures?.files).toBe(400);
  });

  it('are counted once while the page is open, and anew when asked for', async () => {
    const { model, press, button } = await open('figures-tables');
    const before = await model.figures();
    expect(await model.figures()).toBe(before);
    await press(button('Count again'));
    expect(await model.figures()).not.toBe(before);
  });

  it('say that there is nothing yet', async () => {
    const { root } = await open('figures-empty');
    expect(root.textContent).toContain('Nothing to count yet');
  });
});

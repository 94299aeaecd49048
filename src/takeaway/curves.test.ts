import { expect, it } from 'vitest';
import { curveSvg } from './curveSvg';
import { curvesCsv } from './curvesCsv';
import { takenRun } from './testTaken';

const { run } = takenRun();

it('writes both curves as a table, with empty cells where nothing was measured', () => {
  expect(curvesCsv(run)).toBe(
    [
      'step,loss,learning_rate,grad_norm,eval_loss,eval_accuracy',
      '1,2.25,0.001,1,,',
      '2,,0.002,Infinity,1.5,0.25',
      '',
    ].join('\n'),
  );
});

it('draws both curves with the losses at their ends, also where there is nothing to draw', () => {
  const picture = curveSvg(run);
  expect(picture).toContain('>held out 1.50<');
  expect(picture).toContain('>training 2.25<');
  expect(picture).not.toContain('NaN');
  const empty = curveSvg({ ...run, step: 0, curves: { train: [], evals: [] } });
  expect(empty).not.toContain('NaN');
  expect(empty).not.toContain('polyline');
});

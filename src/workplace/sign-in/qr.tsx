import qrcode from 'qrcode-generator';

/** Blank modules around the picture, as readers expect. */
const quiet = 4;

/** A text as QR code, drawn as SVG: nothing is fetched, and no script is needed. */
export function Qr({ value, label }: { value: string; label: string }) {
  const code = qrcode(0, 'M');
  code.addData(value);
  code.make();
  const size = code.getModuleCount();
  const dark: string[] = [];
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++)
      if (code.isDark(row, column)) dark.push(`M${column + quiet} ${row + quiet}h1v1h-1z`);
  const whole = size + 2 * quiet;
  return (
    <svg
      class="dl-qr"
      viewBox={`0 0 ${whole} ${whole}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path d={`M0 0h${whole}v${whole}H0z`} fill="#ffffff" />
      <path d={dark.join('')} fill="#000000" />
    </svg>
  );
}

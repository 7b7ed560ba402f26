/** The title page's drawing: a low sun over a line, paper above and a calm field below. Decoration (A4, mm). */
export function coverDrawing(): string {
  const horizon = 205;
  const rays = [-60, -36, -12, 12, 36, 60]
    .map((angle) => {
      const turn = (angle * Math.PI) / 180;
      const [x, y] = [Math.sin(turn), -Math.cos(turn)];
      const at = (distance: number) =>
        `${(150 + x * distance).toFixed(2)} ${(horizon - 8 + y * distance).toFixed(2)}`;
      return `M${at(40)}L${at(50)}`;
    })
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297" width="210mm" height="297mm">
<path d="M0 ${horizon}H210V297H0z" fill="#f7f5f0"/>
<path d="M116 ${horizon - 4}a34 34 0 0 1 68 0z" fill="#f2b233"/>
<path d="${rays}" stroke="#f2b233" stroke-width="2.2" stroke-linecap="round"/>
<path d="M0 ${horizon}H210" stroke="#14213d" stroke-width="1.4"/>
</svg>`;
}

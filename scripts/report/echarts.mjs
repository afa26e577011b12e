// The parts of ECharts that the report draws with; scripts/report/vendor.sh bundles them.
export { init, use } from "echarts/core";
import { use } from "echarts/core";
import { BarChart, GraphChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";

use([BarChart, GraphChart, GridComponent, TooltipComponent, LabelLayout, CanvasRenderer]);

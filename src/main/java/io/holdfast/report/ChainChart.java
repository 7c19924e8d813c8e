package io.holdfast.report;

import io.holdfast.report.ServiceChain.Link;
import java.awt.Color;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Where each branch stands in each figure of the chain: a line for each, the best on top. Where the chain holds, lines
 * hardly cross. Those of the most and the least engaged branch stand out.
 */
final class ChainChart extends Drawing {

    /** More lines than these nobody can follow. */
    static final int MOST_BRANCHES = 12;

    private static final long serialVersionUID = 1L;
    private static final double MOST_SIDE = 120;
    private static final double GAP = 7;
    private static final double HEAD = 30;

    private final transient List<Link> links;
    private final transient IntFunction<String> stage;

    ChainChart(List<Link> links, IntFunction<String> stage, Words words) {
        super(words.locale());
        this.links = links;
        this.stage = stage;
    }

    @Override
    void draw(Pen pen, double width, double height) {
        int most = links.stream().mapToInt(link -> link.branches().size()).max().orElse(1);
        double side = Math.min(
                MOST_SIDE,
                GAP
                        + links.get(0).branches().keySet().stream()
                                .mapToDouble(branch -> pen.width(branch, true))
                                .max()
                                .orElse(0));
        Scale across = new Scale(0, Math.max(1, links.size() - 1), side, width - side);
        Scale down = new Scale(1, Math.max(2, most), HEAD + 8, height - 8);
        double room = across.at(1) - across.at(0) - 6;
        for (int at = 0; at < links.size(); at++) {
            pen.line(across.at(at), HEAD, across.at(at), height, Pen.RULE, 0.5f);
            pen.text(fitted(pen, stage.apply(at), room), across.at(at), 8, 0.5, Pen.GREY, false);
            pen.text(fitted(pen, links.get(at).name(), room), across.at(at), 19, 0.5, Pen.INK, true);
        }
        List<String> engaged = links.get(0).ranked();
        for (int rank = engaged.size() - 1; rank >= 0; rank--) {
            boolean first = rank == 0;
            boolean last = rank == engaged.size() - 1;
            branch(pen, across, down, engaged.get(rank), first ? Pen.ACCENT : last ? Pen.INK : Pen.GREY, first || last);
        }
    }

    private void branch(Pen pen, Scale across, Scale down, String branch, Color color, boolean strong) {
        boolean least = color.equals(Pen.INK);
        for (int at = 0; at < links.size(); at++) {
            int rank = links.get(at).ranked().indexOf(branch);
            int next = at + 1 < links.size() ? links.get(at + 1).ranked().indexOf(branch) : -1;
            if (rank < 0) {
                continue;
            }
            double y = down.at(rank + 1);
            if (next >= 0) {
                float[] dash = least ? new float[] {4f, 2f} : new float[0];
                pen.line(across.at(at), y, across.at(at + 1), down.at(next + 1), color, strong ? 1.6f : 0.7f, dash);
            }
            pen.dot(across.at(at), y, strong ? 2.8 : 2, color);
            if (at == 0) {
                pen.text(fitted(pen, branch, MOST_SIDE - GAP), across.at(at) - GAP, y + 2.6, 1, color, strong);
            }
            if (at == links.size() - 1) {
                pen.text(fitted(pen, branch, MOST_SIDE - GAP), across.at(at) + GAP, y + 2.6, 0, color, strong);
            }
        }
    }

    /** As much of a text as has room, with a sign that there is more. */
    private static String fitted(Pen pen, String text, double room) {
        if (pen.width(text, true) <= room) {
            return text;
        }
        int end = text.length();
        while (end > 1 && pen.width(text.substring(0, end) + "…", true) > room) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + "…";
    }
}

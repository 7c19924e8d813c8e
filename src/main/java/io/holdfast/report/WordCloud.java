package io.holdfast.report;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The words of one language's survey answers, as large as many customers said them. Neutral: no word is good or bad. */
final class WordCloud extends Drawing {

    private static final long serialVersionUID = 1L;

    private final transient List<Cloud.Entry> entries;

    private WordCloud(List<Cloud.Entry> entries, Words words) {
        super(words.locale());
        this.entries = entries;
    }

    static WordCloud read(Connection mart, String runId, String language, Words words) throws SQLException {
        return new WordCloud(entries(mart, runId, language), words);
    }

    static List<Cloud.Entry> entries(Connection mart, String runId, String language) throws SQLException {
        List<Cloud.Entry> entries = new ArrayList<>();
        try (PreparedStatement query = mart.prepareStatement(
                "select word, customers from one_word where run_id = ? and language = ? order by ordinal")) {
            query.setString(1, runId);
            query.setString(2, language);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    entries.add(new Cloud.Entry(rows.getString(1), rows.getLong(2)));
                }
            }
        }
        return entries;
    }

    @Override
    void draw(Pen pen, double width, double height) {
        if (entries.isEmpty()) {
            return;
        }
        long most = entries.get(0).count();
        for (Cloud.Place place : Cloud.lay(entries, width, height, pen.glyphs()).places()) {
            // The eye finds the frequent half first; both tones stand off the paper by more than 4.5 to 1.
            boolean frequent = place.entry().count() * 2 >= most;
            pen.word(place.entry().word(), place.x(), place.y(), place.size(), frequent ? Pen.INK : Pen.GREY);
        }
    }
}

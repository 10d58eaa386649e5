namespace RnnTrainer.Benchmarks;

/// <summary>A Markdown table, between comments by which the copy of it in docs/benchmarks.md is found and compared.</summary>
internal static class MarkdownTable
{
    /// <param name="name">Name of the block, one of a kind among all result files.</param>
    /// <param name="header">Titles of the columns.</param>
    /// <param name="rows">One cell for each column in each row.</param>
    public static string Block(string name, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        IEnumerable<string> lines = [Line(header), Line([.. header.Select(_ => "---")]), .. rows.Select(Line)];
        return $"<!-- table:{name} -->\n{string.Join('\n', lines)}\n<!-- /table -->\n";
    }

    private static string Line(IReadOnlyList<string> cells) => $"| {string.Join(" | ", cells)} |";
}

using Spectre.Console;
using Spectre.Console.Rendering;

namespace RnnTrainer.Samples;

/// <summary>Where a command shows its work: colors and a live display in a terminal, plain lines of text elsewhere.</summary>
internal sealed class Screen
{
    private const int PlainWidth = 200;

    private readonly IAnsiConsole console;
    private readonly bool isTerminal;
    private readonly bool isQuiet;

    /// <param name="isQuiet">
    /// Standard output is for another program: only remarks are shown, and in a terminal how far the work is, on standard error.
    /// </param>
    public Screen(bool isQuiet = false)
    {
        this.isQuiet = isQuiet;
        isTerminal = isQuiet ? !Console.IsErrorRedirected : !Console.IsOutputRedirected;
        bool color = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = color ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(isQuiet ? Console.Error : Console.Out),
            // Some build servers would otherwise be taken for terminals.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        if (!isTerminal)
            console.Profile.Width = PlainWidth;
    }

    /// <summary>Whether what was written can be written over.</summary>
    public bool IsLive => isTerminal && console.Profile.Capabilities.Ansi;

    private int BarWidth => Math.Clamp(console.Profile.Width / 4, 5, 20);

    private IReadOnlyList<TableLayout> Layouts => IsLive ? TableLayout.Terminal : TableLayout.Plain;

    /// <summary>Characters in a line that are comfortable to read.</summary>
    public int Width => isTerminal ? console.Profile.Width : PlainWidth / 2;

    /// <summary>Writes a line, as it is.</summary>
    public void Line(string text = "") => Write($"{text}\n", Color.Default);

    /// <summary>Writes a line that matters even where another program reads the results.</summary>
    public void Remark(string text)
    {
        if (!isQuiet)
            Line(text);
        else if (isTerminal)
            Overwrite($"{text}\n", Color.Default);
        else
            Console.Error.WriteLine(text);
    }

    /// <summary>Writes a heading, with an empty line before it.</summary>
    public void Heading(string text) => Write($"\n{text}\n", Color.Aqua);

    /// <summary>Whether a table is shown in one piece.</summary>
    public bool Fits(FittedTable table) => table.Fits(console.Profile.Width, Layouts);

    /// <summary>Shows a table: with rules in a terminal, as Markdown elsewhere.</summary>
    public void Show(FittedTable table)
    {
        foreach (Table part in table.For(console.Profile.Width, Layouts))
            Show((IRenderable)part);
    }

    /// <summary>Shows a drawing.</summary>
    public void Show(IRenderable what)
    {
        if (isQuiet)
            return;
        if (isTerminal)
        {
            console.Write(what);
            return;
        }
        // Without the blanks at ends of lines and the blank lines around tables, which only a terminal hides.
        IEnumerable<string> lines = string.Concat(what.GetSegments(console).Select(segment => segment.Text)).Split('\n')
            .Select(line => line.TrimEnd());
        Console.WriteLine(string.Join(Environment.NewLine, lines).Trim('\r', '\n'));
    }

    /// <summary>What is said beside a bar: as much as fits into its line, the most important first.</summary>
    public string Beside(params string[] parts)
    {
        const string gap = "  ";
        int room = console.Profile.Width - BarWidth - "100%".Length - 2;
        return parts.Aggregate((line, part) => line.Length + gap.Length + part.Length <= room ? line + gap + part : line);
    }

    /// <summary>Does some work while a bar shows how far it is; for where <see cref="IsLive"/>.</summary>
    public T WithBar<T>(string starting, Func<ProgressTask, T> work) => console.Progress()
        .Columns(new ProgressBarColumn { Width = BarWidth }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
        .AutoClear(true)
        .Start(context => work(context.AddTask(starting)));

    /// <summary>Does some work that has no steps to count, and says what it is while it goes on.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled, and left.</exception>
    public T Waiting<T>(string doing, Func<T> work, CancellationToken cancellation) => IsLive
        ? console.Status().Start(doing, _ => Interruption.Await(work, cancellation))
        : Interruption.Await(work, cancellation);

    private void Write(string text, Color color)
    {
        if (isQuiet)
            return;
        if (isTerminal)
            Overwrite(text, color);
        else
            Console.Write(text.ReplaceLineEndings());
    }

    private void Overwrite(string text, Color color) => console.Write(IsLive ? new OverwritingText(text, color) : new Text(text, color));
}

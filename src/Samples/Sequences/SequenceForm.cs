namespace RnnTrainer.Samples;

/// <summary>A form in which files hold sequences.</summary>
/// <param name="name">What a model's record calls it.</param>
internal abstract class SequenceForm(string name)
{
    private static readonly SequenceForm[] All = [new TsForm(), new WordsForm(), new TextForm(), new LongForm(), new WideForm()];

    /// <summary>What a model's record calls it.</summary>
    public string Name => name;

    /// <summary>Whether steps are words, and not numbers.</summary>
    public virtual bool HasWords => false;

    /// <summary>The form of that name; null where there is none.</summary>
    public static SequenceForm? Named(string name) => All.FirstOrDefault(form => form.Name == name);

    /// <summary>The form that a command line asks for.</summary>
    public static SequenceForm Of(FileInfo file, SequenceColumns asked) => All.First(form => form.Is(file, asked));

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="columns">What to read; where no features are named, all other columns are.</param>
    /// <param name="withLabels">Whether labels are wanted.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It holds something else; the message names file and line.</exception>
    /// <exception cref="UsageException">It lacks a column, or columns are missing from the command line.</exception>
    public abstract SequenceFile Read(FileInfo file, SequenceColumns columns, bool withLabels);

    /// <summary>Whether the command line asks for it; the last form is what nothing else asks for.</summary>
    protected abstract bool Is(FileInfo file, SequenceColumns asked);
}

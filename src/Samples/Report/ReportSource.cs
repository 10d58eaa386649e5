using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>A kind of data that reports are on, with its part of the command line.</summary>
internal abstract class ReportSource
{
    /// <summary>What such data are called, for messages: "images".</summary>
    public abstract string Kind { get; }

    /// <summary>The options and arguments, in the order of the help.</summary>
    public abstract IReadOnlyList<Symbol> Symbols { get; }

    /// <summary>Whether a model is for such data.</summary>
    public abstract bool Takes(TrainedModel model);

    /// <summary>The rows to report on, scored.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    /// <exception cref="InvalidDataException">They do not go with the model.</exception>
    public abstract ReportedRows Open(TrainedModel model, ParseResult parsed, Screen screen);
}

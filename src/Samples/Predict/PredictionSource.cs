using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>A kind of data that models predict, with its part of the command line.</summary>
internal abstract class PredictionSource
{
    /// <summary>What such data are called, for messages: "images".</summary>
    public abstract string Kind { get; }

    /// <summary>The options, in the order of the help.</summary>
    public abstract IReadOnlyList<Symbol> Symbols { get; }

    /// <summary>Whether a model is for such data.</summary>
    public abstract bool Takes(TrainedModel model);

    /// <summary>Predicts, and shows what the model says.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="files">The files that it names.</param>
    /// <param name="top">How many classes to name.</param>
    /// <param name="json">Whether to write JSON.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public abstract int Predict(
        TrainedModel model, ParseResult parsed, IReadOnlyList<string> files, int top, bool json, CancellationToken cancellation);
}

using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>A kind of data that models are tested on, with its part of the command line.</summary>
internal abstract class TestSource
{
    /// <summary>What such data are called, for messages: "images".</summary>
    public abstract string Kind { get; }

    /// <summary>The options and arguments, in the order of the help.</summary>
    public abstract IReadOnlyList<Symbol> Symbols { get; }

    /// <summary>Whether a model is for such data.</summary>
    public abstract bool Takes(TrainedModel model);

    /// <summary>Tests a model, and shows how well it does.</summary>
    /// <param name="model">The model.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="mistakes">How many mistakes to show.</param>
    /// <param name="screen">Where to show it.</param>
    /// <param name="json">Whether to write an object of JSON instead.</param>
    /// <param name="cancellation">Ends it.</param>
    public abstract void Evaluate(
        TrainedModel model, ParseResult parsed, int mistakes, Screen screen, bool json, CancellationToken cancellation);
}

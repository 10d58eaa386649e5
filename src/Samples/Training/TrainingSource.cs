using System.CommandLine;
using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>A kind of data that networks are trained on, with its part of the command line.</summary>
internal abstract class TrainingSource
{
    /// <summary>What such data are called, for messages: "images".</summary>
    public abstract string Kind { get; }

    /// <summary>The options and arguments, in the order of the help.</summary>
    public abstract IReadOnlyList<Symbol> Symbols { get; }

    /// <summary>Whether the command line asks for such data.</summary>
    public abstract bool IsAskedFor(ParseResult parsed);

    /// <summary>The preset to start from where none is given.</summary>
    public abstract Preset UsualPreset(ParseResult parsed);

    /// <summary>The model's file where none is given.</summary>
    public abstract FileInfo UsualModel(ParseResult parsed);

    /// <summary>A preset's options for such data.</summary>
    public abstract RnnOptions StartOf(Preset preset);

    /// <summary>Opens the data.</summary>
    /// <exception cref="IOException">They cannot be read.</exception>
    /// <exception cref="InvalidDataException">They are something else.</exception>
    /// <exception cref="UsageException">The command line does not say how to read them.</exception>
    public abstract TrainingSet Open(MLContext ml, ParseResult parsed);
}

using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>A command whose help shows examples.</summary>
/// <param name="name">What is typed.</param>
/// <param name="description">What the command does, in one line.</param>
/// <param name="examples">Arguments after the program's name, and what they are for.</param>
internal abstract class SampleCommand(string name, string description, params (string Arguments, string Purpose)[] examples)
    : Command(name, description)
{
    public IReadOnlyList<(string Arguments, string Purpose)> Examples => examples;

    /// <summary>Lines that its help shows before the examples.</summary>
    public virtual IReadOnlyList<string> Notes => [];

    /// <summary>Sets what the command does, on a thread that it may keep busy.</summary>
    /// <param name="work">Returns an <see cref="ExitCode"/>; asked to stop, it does so in its own time.</param>
    protected void SetWork(Func<ParseResult, CancellationToken, int> work)
    {
        Validators.Add(given =>
        {
            if (Suggestion.UnknownOption(given) is { } unknown)
                given.AddError($"Unrecognized command or argument '{unknown}'.");
        });
        SetAction((parsed, cancellation) => Task.Run(() => work(parsed, cancellation), CancellationToken.None));
    }
}

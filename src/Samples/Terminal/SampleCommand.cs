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
}

using System.CommandLine;
using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>What a model says of the sequences of files.</summary>
internal sealed class SequencePredictions : PredictionSource
{
    public override string Kind => "files of sequences";

    public override IReadOnlyList<Symbol> Symbols => [];

    public override bool Takes(TrainedModel model) => model.Run?.Sequences is not null;

    /// <summary>The rows of sequences with their scores.</summary>
    /// <exception cref="InvalidDataException">They do not have the model's inputs.</exception>
    public static IDataView Score(TrainedModel model, SequenceTask task, SequenceFile sequences)
    {
        if (sequences.InputSize > 0 && sequences.InputSize != model.Network.Model.InputSize)
        {
            throw new InvalidDataException($"'{sequences.File}' has {Counted.Of(sequences.InputSize, "input")} at each step, but "
                + $"'{model.Name}' was trained on {model.Network.Model.InputSize:N0}.");
        }
        return model.ML.Data.Cache(task.KeyLabels(model, model.Pipeline.Transform(sequences.Rows(model.ML, task))));
    }

    /// <summary>An answer as JSON.</summary>
    public static OrderedDictionary<string, object?> Line(string sequence, SequenceAnswer answer)
    {
        OrderedDictionary<string, object?> line = new() { ["sequence"] = sequence };
        foreach ((string name, object? value) in answer.Values)
            line[name] = value;
        if (answer.Label is { } label)
            line["label"] = label;
        return line;
    }

    public override int Predict(
        TrainedModel model, ParseResult parsed, IReadOnlyList<string> files, int top, bool json, CancellationToken cancellation)
    {
        SequenceTask task = SequenceTask.Named(model.Columns.Task)!;
        Screen screen = new(isQuiet: json);
        foreach (FileInfo file in files.Select(path => new FileInfo(path)))
        {
            SequenceFile sequences = SequenceFile.Read(file, model.Columns, withLabels: false);
            IDataView scored = Interruption.Await(() => Score(model, task, sequences), cancellation);
            foreach ((ReadSequence sequence, SequenceAnswer answer) in sequences.Sequences.Zip(
                task.Answers(scored, sequences, model.Classes, top)))
            {
                string name = files.Count == 1 ? sequence.Name : $"{file}, {sequence.Name}";
                if (json)
                    JsonOutput.Write(Line(name, answer));
                else
                    screen.Line($"{name}: {answer.Text}");
            }
        }
        return ExitCode.Success;
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Benchmarks;

/// <summary>A set of the UCR/UEA archives: two <c>.ts</c> files with classes.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Train">Rows to train on.</param>
/// <param name="Test">Rows to test on.</param>
internal sealed record UcrSet(string Name, IDataView Train, IDataView Test)
{
    /// <summary>What the name of a file to train on ends with.</summary>
    public const string TrainEnd = "_TRAIN.ts";

    private const string TestEnd = "_TEST.ts", Features = "Features", Label = "Label";

    /// <summary>The sets of a folder, by name. Those that cannot be read, or have numbers as labels, are named and left out.</summary>
    public static IReadOnlyList<UcrSet> In(MLContext ml, string folder)
    {
        List<UcrSet> sets = [];
        foreach (string train in Directory.GetFiles(folder, $"*{TrainEnd}").Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(train)[..^TrainEnd.Length], test = Path.Combine(folder, name + TestEnd);
            try
            {
                UcrSet set = new(name, ml.Data.LoadFromTs(train), ml.Data.LoadFromTs(test));
                if (set.Train.Schema.GetColumnOrNull(Label)?.Type is TextDataViewType)
                    sets.Add(set);
                else
                    Console.Error.WriteLine($"{name} is left out: its rows have no classes.");
            }
            catch (Exception exception) when (exception is IOException or InvalidDataException)
            {
                Console.Error.WriteLine($"{name} is left out: {exception.Message}");
            }
        }
        return sets;
    }

    /// <summary>Its size: rows to train and to test on, steps, channels, classes.</summary>
    public string[] Size()
    {
        IReadOnlyList<int> dimensions = ((VectorDataViewType)Train.Schema[Features].Type).Dimensions;
        int[] steps = dimensions[0] > 0 ? [dimensions[0]]
            : [.. Train.GetColumn<VBuffer<float>>(Features).Select(row => row.Length / dimensions[1])];
        return
        [
            $"{Train.GetRowCount()} / {Test.GetRowCount()}", steps.Min() == steps.Max() ? $"{steps[0]}" : $"{steps.Min()} to {steps.Max()}",
            $"{dimensions[1]}", $"{Labels(Train).Distinct().Count()}",
        ];
    }

    /// <summary>The class of each row.</summary>
    public static IReadOnlyList<string> Labels(IDataView rows, string column = Label) =>
        [.. rows.GetColumn<ReadOnlyMemory<char>>(column).Select(label => label.ToString())];
}

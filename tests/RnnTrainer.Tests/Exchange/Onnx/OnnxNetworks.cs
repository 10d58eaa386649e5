using RnnTrainer.Model;
using RnnTrainer.Network;

namespace RnnTrainer.Tests.Exchange.Onnx;

/// <summary>Untrained networks and sequences for them.</summary>
internal static class OnnxNetworks
{
    public static RnnTransformer Create(MLContext ml, NetworkSpec shape, Array? labels = null)
    {
        Random random = new(shape.ParameterCount);
        double bound = 1 / Math.Sqrt(shape.Top.Size); // as PyTorch initializes
        float[] parameters = [.. Enumerable.Range(0, shape.ParameterCount).Select(_ => (float)((2 * random.NextDouble() - 1) * bound))];
        return new RnnTransformer(ml, new SavedTransformer("Label", "Features",
            shape.Input.HasEqualLengths ? [shape.Input.TimeSteps, shape.Input.Size] : [0], new RnnModel(shape, parameters, labels), []));
    }

    /// <summary>Sequences of so many steps at least and at most.</summary>
    public static float[][] Rows(int count, int inputs, int minSteps, int maxSteps)
    {
        Random random = new(count);
        return [.. Enumerable.Range(0, count).Select(_ =>
            Enumerable.Range(0, inputs * random.Next(minSteps, maxSteps + 1)).Select(_ => (float)(random.NextDouble() * 4 - 2)).ToArray())];
    }

    /// <summary>The transformer's own numbers and predictions, as <see cref="ScoredRows"/> reads them.</summary>
    public static (float[][] Scores, long[][]? Labels) Score(MLContext ml, RnnTransformer model, float[][] rows)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(RaggedSequences.Row));
        if (model.Model.TimeSteps is { } steps)
            schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, steps, model.Model.InputSize);
        IDataView scored = model.Transform(ml.Data.LoadFromEnumerable(
            rows.Select(row => new RaggedSequences.Row { Features = row }), schema));
        return (scored.Numbers(), scored.Predictions());
    }
}

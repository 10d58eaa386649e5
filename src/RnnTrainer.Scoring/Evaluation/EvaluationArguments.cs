using Microsoft.ML;

namespace RnnTrainer.Evaluation;

/// <summary>Checks what every evaluation is given.</summary>
internal static class EvaluationArguments
{
    /// <exception cref="ArgumentException">Something is null, or a name is empty.</exception>
    public static void Check(TrainCatalogBase catalog, IDataView data, string labelColumnName, string predictionColumnName)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName, nameof(labelColumnName));
        ArgumentException.ThrowIfNullOrEmpty(predictionColumnName, nameof(predictionColumnName));
    }
}

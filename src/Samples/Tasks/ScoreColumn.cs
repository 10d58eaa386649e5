using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>The scores of rows, one or several each.</summary>
internal static class ScoreColumn
{
    /// <summary>All of them.</summary>
    public static float[][] Of(IDataView scored) => scored.Schema["Score"].Type is VectorDataViewType
        ? [.. scored.GetColumn<float[]>("Score")]
        : [.. scored.GetColumn<float>("Score").Select(score => (float[])[score])];
}

using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace RnnTrainer.MLNet;

/// <summary>Views of the same columns, the rows of one after those of another.</summary>
internal static class AppendedRows
{
    public static IDataView Of(IHostEnvironment environment, IDataView[] views) =>
        views.Length == 1 ? views[0] : AppendRowsDataView.Create(environment, views[0].Schema, views);
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.MLNet;

/// <summary>Objects as a view, as <see cref="DataOperationsCatalog"/> makes it, where only another catalog is at hand.</summary>
internal static class MemoryView
{
    public static IDataView Of<TRow>(TrainCatalogBase catalog, IEnumerable<TRow> rows) where TRow : class =>
        DataViewConstructionUtils.CreateFromList(CatalogAccess.EnvironmentOf(catalog), [.. rows]);
}

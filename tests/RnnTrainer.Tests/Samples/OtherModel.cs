using System.IO.Compression;

namespace RnnTrainer.Tests.Samples;

/// <summary>Files that are no model of the sample console, and what it must say of each.</summary>
internal static class OtherModels
{
    /// <summary>Writes them into a folder.</summary>
    public static IEnumerable<(string Path, string Message)> In(TemporaryFolder folder)
    {
        yield return (folder.PathOf("none.zip"), "There is no model");
        yield return (Directory.CreateDirectory(folder.PathOf("folder.zip")).FullName, "is a folder, but a model");
        yield return (folder.Write("empty.zip", ""), "is not an ML.NET model");
        yield return (folder.Write("text.zip", "Dear diary"), "is not an ML.NET model");
        string zip = folder.PathOf("archive.zip");
        using (ZipArchive archive = ZipFile.Open(zip, ZipArchiveMode.Create))
            archive.CreateEntry("diary.txt");
        yield return (zip, "is not an ML.NET model");

        MLContext ml = new(1);
        IDataView toys = ToySequences.Data(ml);
        string other = folder.PathOf("normalizer.zip");
        ml.Model.Save(ml.Transforms.NormalizeMeanVariance("Features").Fit(toys), toys.Schema, other);
        yield return (other, "not one of one recurrent network");
        string sequences = folder.PathOf("sequences.zip");
        RnnOptions options = RnnOptions.Tutorial with { HiddenSize = 2, BatchSize = 30, Steps = 1 };
        ml.Model.Save(new EstimatorChain<ITransformer>().Append(ml.MulticlassClassification.Trainers.Rnn(options)).Fit(toys), toys.Schema, sequences);
        yield return (sequences, "trained on other data than images");
    }
}

using Microsoft.ML.Transforms.Image;

namespace RnnTrainer.Tests;

/// <summary>PNG files through ML.NET's image transforms into the trainer.</summary>
[TestClass]
public sealed class ImagePipelineTests
{
    private sealed class ImageRow
    {
        [LoadColumn(0)]
        public string Path { get; set; } = "";

        [LoadColumn(1)]
        public string Digit { get; set; } = "";
    }

    [TestMethod]
    public void OneChannelImagesAreRowsOfPixels()
    {
        MLContext ml = new(1);
        IDataView files = ml.Data.LoadFromTextFile<ImageRow>(Repository.PathOf("data", "images", "labels.tsv"), hasHeader: true);
        IEstimator<ITransformer> pixels = ml.Transforms.LoadImages("Image", Repository.PathOf("data", "images"), "Path")
            .Append(ml.Transforms.ResizeImages("Image", 28, 28))
            .Append(ml.Transforms.ConvertToGrayscale("Image"))
            .Append(ml.Transforms.ExtractPixels("Features", "Image", ImagePixelExtractingEstimator.ColorBits.Red, scaleImage: 1 / 255f));
        TransformerChain<RnnTransformer> model = ml.Transforms.Conversion.MapValueToKey("Label", "Digit")
            .Append(pixels)
            .Append(ml.MulticlassClassification.Trainers.Rnn(new RnnOptions { Epochs = 60, LearningRate = 0.005f, Seed = 1 }))
            .Fit(files);

        Assert.AreEqual("Vector<Single, 1, 28, 28>", model.LastTransformer.FeatureColumnType.ToString());
        Assert.AreEqual((28, 28, 10), (model.LastTransformer.Model.TimeSteps, model.LastTransformer.Model.InputSize,
            model.LastTransformer.Model.ClassCount));
        // on the 100 digits it was trained on
        Assert.IsGreaterThan(0.9, ml.MulticlassClassification.Evaluate(model.Transform(files)).MicroAccuracy);

        // The same network scores the same digits alike when they come from the IDX file: 28 x 28, no channel.
        IDataView idx = Mnist.Rows(ml, Mnist.TestFile(ml), 10_000);
        string[] paths = [.. files.GetColumn<string>("Path")];
        float[][] fromImages = [.. model.Transform(files).GetColumn<float[]>("Score")];
        float[][] fromIdx = [.. model.LastTransformer.Transform(idx).GetColumn<float[]>("Score")];
        for (int i = 0; i < paths.Length; i++)
        {
            float[] expected = fromIdx[int.Parse(System.IO.Path.GetFileNameWithoutExtension(paths[i]),
                System.Globalization.CultureInfo.InvariantCulture)];
            for (int c = 0; c < 10; c++)
                Assert.AreEqual(expected[c], fromImages[i][c], 1e-4f); // x · (1/255) against x / 255
        }
    }
}

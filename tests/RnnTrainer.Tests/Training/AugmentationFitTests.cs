using RnnTrainer.Network;

namespace RnnTrainer.Tests.Training;

/// <summary>Shifts that would scramble or blank sequences are refused or warned of, and no preset has any; noise suits all data that are
/// standardised.</summary>
[TestClass]
public sealed class AugmentationFitTests
{
    [TestMethod]
    public void PresetsAddNoiseAtMost()
    {
        foreach ((string name, RnnOptions preset) in OptionSamples.Presets)
            Assert.AreEqual(new RnnAugmentation(), (preset.Augmentation ?? new()) with { Noise = 0 }, name);
    }

    [TestMethod]
    public void PicturesAreShiftedInBothDirectionsAndWarpedWhereAsked()
    {
        Assert.AreEqual(new RnnAugmentation { TimeShift = 2, InputShift = 2 }, RnnAugmentation.ForImages(2));
        Assert.AreEqual(new RnnAugmentation { TimeShift = 1, InputShift = 1, Rotation = 10, Zoom = 0.1f, Elastic = 1.5f },
            RnnAugmentation.ForImages(1, 10, 0.1f, 1.5f));
    }

    [TestMethod]
    public void WhatIsNotAPictureIsNotWarped()
    {
        foreach ((string option, RnnAugmentation warp) in new[]
        {
            (nameof(RnnAugmentation.Rotation), new RnnAugmentation { Rotation = 5 }),
            (nameof(RnnAugmentation.Zoom), new() { Zoom = 0.1f }),
            (nameof(RnnAugmentation.Elastic), new() { Elastic = 1 }),
        })
        {
            MLContext ml = new();
            RnnOptions options = ToySequences.Options with { Augmentation = warp };
            Fit(options);
            RnnOptionException ragged = Assert.ThrowsExactly<RnnOptionException>(() => new RnnEstimator(
                ml, options with { InputSize = ToySequences.InputSize }).Fit(RaggedSequences.Data(ml, RaggedSequences.Rows(30))));
            Assert.AreEqual(option, ragged.Option);
            InputSpec fixedLength = new(ToySequences.TimeSteps, ToySequences.InputSize);
            RnnOptionException steps = Assert.ThrowsExactly<RnnOptionException>(() => warp.CheckFits(fixedLength, returnSequences: true));
            Assert.AreEqual(option, steps.Option);
        }
    }

    [TestMethod]
    public void AShiftThatCanMoveEverythingOutIsRefusedBeforeTheDataAreRead()
    {
        Refused(nameof(RnnAugmentation.InputShift), new() { InputShift = ToySequences.InputSize });
        Refused(nameof(RnnAugmentation.TimeShift), new() { TimeShift = ToySequences.TimeSteps });
        RnnAugmentation largest = new() { InputShift = ToySequences.InputSize - 1, TimeShift = ToySequences.TimeSteps - 1 };
        Fit(ToySequences.Options with { Augmentation = largest });

        static void Refused(string option, RnnAugmentation augmentation)
        {
            MLContext ml = new();
            CountingView data = new(ToySequences.Data(ml));
            RnnOptionException error = Assert.ThrowsExactly<RnnOptionException>(
                () => new RnnEstimator(ml, ToySequences.Options with { Augmentation = augmentation }).Fit(data));
            Assert.AreEqual(option, error.Option);
            Assert.AreEqual(0, data.RowsRead);
        }
    }

    [TestMethod]
    public void AnInputShiftOfSequencesOfAnyLengthIsAWarning()
    {
        RnnOptions options = ToySequences.Options with { InputSize = ToySequences.InputSize, Epochs = 1 };
        Assert.HasCount(1, Warnings(options with { Augmentation = new() { InputShift = 1 } }));
        Assert.IsEmpty(Warnings(options with { Augmentation = new() { TimeShift = 1 } }));

        static string[] Warnings(RnnOptions options)
        {
            MLContext ml = new();
            List<string> log = [];
            ml.Log += (_, entry) => log.Add(entry.RawMessage);
            new RnnEstimator(ml, options).Fit(RaggedSequences.Data(ml, RaggedSequences.Rows(30)));
            return [.. log.Where(line => line.StartsWith("InputShift moves", StringComparison.Ordinal))];
        }
    }

    [TestMethod]
    public void APresetLearnsSequencesOfSeparateMeasurements()
    {
        // The README's gestures: 3 axes, any number of steps. Shifted along the axes, one gesture would become another.
        MLContext ml = new(1);
        IDataView data = RaggedSequences.Data(ml, RaggedSequences.Rows(600));
        RnnOptions options = RnnOptions.Lstm with { InputSize = 3, Epochs = 30 };
        RnnTransformer model = new RnnEstimator(ml, options).Fit(ml.Data.TakeRows(data, 400));
        Assert.IsGreaterThan(0.97, ml.MulticlassClassification.Evaluate(model.Transform(ml.Data.SkipRows(data, 400))).MicroAccuracy);
    }

    private static void Fit(RnnOptions options)
    {
        MLContext ml = new();
        new RnnEstimator(ml, options).Fit(ToySequences.Data(ml));
    }
}

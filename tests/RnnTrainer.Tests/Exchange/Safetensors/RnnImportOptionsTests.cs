using RnnTrainer.Network;

namespace RnnTrainer.Tests.Exchange.Safetensors;

[TestClass]
public sealed class RnnImportOptionsTests
{
    [TestMethod]
    public void EachValueIsCheckedWhereItIsSet()
    {
        Action[] wrong =
        [
            () => _ = new RnnImportOptions { Activation = (RnnActivation)7 },
            () => _ = new RnnImportOptions { Pooling = PoolingSummaries.Joined + 1 },
            () => _ = new RnnImportOptions { TimeSteps = 0 }, () => _ = new RnnImportOptions { FeatureColumnName = "" },
            () => _ = new RnnImportOptions { LengthColumnName = " " },
            () => _ = new RnnImportOptions { LabelColumnName = "" }, () => _ = new RnnImportOptions { Labels = [] },
            () => _ = new RnnImportOptions { Labels = ["a", 1] },
            () => _ = new RnnImportOptions { Labels = ["a", "a"] }, () => _ = new RnnImportOptions { Labels = [null!] },
            () => _ = new RnnImportOptions { Labels = ["a", null!] },
            () => _ = new RnnImportOptions { Labels = [1m, 2m] }, () => _ = new RnnImportOptions { IgnoredTensors = null! }, () =>
                _ = new RnnImportOptions { IgnoredTensors = ["a", ""] }, () => _ = new RnnImportOptions { Names = new() { Head = null } },
            () => _ = new RnnTensorNames { Head = "" }, () => _ = new RnnTensorNames { Recurrent = null! },
        ];
        for (int i = 0; i < wrong.Length; i++)
        {
            ArgumentException error = Assert.Throws<ArgumentException>(wrong[i], $"{i}");
            Assert.IsFalse(string.IsNullOrEmpty(error.ParamName), $"{i}");
        }
    }

    [TestMethod]
    public void LabelsThatNoModelCanHoldAreNamed()
    {
        foreach ((object[] labels, string message) in new (object[], string)[]
        {
            (['a', 'b'], "type Char, which cannot be saved"), ([1m, 2m], "type Decimal, which"), ([Guid.Empty], "type Guid, which"),
                ([DayOfWeek.Monday], "type DayOfWeek, which"),
            (["a".AsMemory()], "type ReadOnlyMemory`1, which"), (["a", 1], "has a Int32 after a String"),
            (["a", null!], "has a null after a String"),
            (["a", "b\ud83d"], "half of a surrogate pair"), (["\ude00", "b"], "half of a surrogate pair"),
            (["\ude00\ud83d", "b"], "half of a surrogate pair"),
            ([float.NaN, float.NaN], "'NaN' twice"),
        })
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => new RnnImportOptions { Labels = labels }).Message, message);
        Assert.HasCount(3, new RnnImportOptions { Labels = ["\U0001f600", "e\u0301", "\u00e9"] }.Labels!);
    }

    [TestMethod]
    public void OptionsAreValues()
    {
        List<object> labels = ["a", "b"];
        RnnImportOptions options = new() { Labels = labels, TimeSteps = 3 };
        Assert.AreEqual(new RnnImportOptions { Labels = ["a", "b"], TimeSteps = 3 }, options);
        Assert.AreEqual(new RnnImportOptions { Labels = ["a", "b"], TimeSteps = 3 }.GetHashCode(), options.GetHashCode());
        Assert.AreNotEqual(options with { Labels = ["b", "a"] }, options);
        Assert.AreNotEqual(options with { Labels = null }, options);
        Assert.Contains("Labels = [a, b]", options.ToString());
        Assert.AreEqual(options with { IgnoredTensors = ["a", "b"] }, options with { IgnoredTensors = (string[])["a", "b"] });
        Assert.AreNotEqual(options, options with { IgnoredTensors = ["a"] });
        Assert.Contains("IgnoredTensors = [a, b]", (options with { IgnoredTensors = ["a", "b"] }).ToString());
        labels[0] = "c";
        CollectionAssert.AreEqual(new object[] { "a", "b" }, options.Labels!.ToArray());
    }
}

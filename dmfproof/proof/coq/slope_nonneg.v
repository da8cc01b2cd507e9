(* Made by `dmfproof export slope_nonneg --to coq`; do not edit. *)

Require Import Reals Lra Lia.
Open Scope R_scope.

(* A claim is an exact identity away from facts that are known: p = (nonnegative) + (zero). *)
Lemma by_identity : forall p t i : R, p = t + i -> i = 0 -> 0 <= t -> 0 <= p.
Proof. intros; lra. Qed.
Lemma by_identity_strict : forall p t i : R, p = t + i -> i = 0 -> 0 < t -> 0 < p.
Proof. intros; lra. Qed.
Lemma by_equations : forall p t i : R, p = t + i -> i = 0 -> t = 0 -> p = 0.
Proof. intros; lra. Qed.
Lemma zero_plus : forall p q : R, p = 0 -> q = 0 -> p + q = 0.
Proof. intros; lra. Qed.
Lemma zero_times : forall p q : R, q = 0 -> p * q = 0.
Proof. intros p q H; rewrite H; ring. Qed.
Lemma divide : forall f p : R, 0 < f -> 0 <= f * p -> 0 <= p.
Proof. intros f p F H. apply (Rmult_le_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_strict : forall f p : R, 0 < f -> 0 < f * p -> 0 < p.
Proof. intros f p F H. apply (Rmult_lt_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_equation : forall f p : R, 0 < f -> f * p = 0 -> p = 0.
Proof. intros f p F H. destruct (Rmult_integral _ _ H); [lra | assumption]. Qed.
Ltac identity := unfold Rsqr; first [ring | field].

(* a^n + a^(n-1) b + ... + b^n *)
Definition power_sum (a b : R) (n : nat) : R := sum_f_R0 (fun j => a ^ (n - j) * b ^ j) n.
Lemma power_sum_S : forall (a b : R) (n : nat), power_sum a b (S n) = a * power_sum a b n + b ^ S n.
Proof.
  intros a b n. unfold power_sum. rewrite tech5, scal_sum. f_equal.
  - apply sum_eq. intros i Hi. replace (S n - i)%nat with (S (n - i)) by lia. simpl. ring.
  - replace (S n - S n)%nat with 0%nat by lia. simpl. ring.
Qed.

Definition depth (n : nat) : R := INR n + 2.
Lemma depth_0 : depth 0 = 2. Proof. unfold depth; simpl; ring. Qed.
Lemma depth_S : forall n, depth (S n) = depth n + 1. Proof. intro n; unfold depth; rewrite S_INR; ring. Qed.

Fixpoint seq_V (x : R) (n' : nat) : R := match n' with O => 1 | S n' => (x)*(seq_V x n') end.
Lemma seq_V_0 : forall (x : R), seq_V x 0 = 1. Proof. reflexivity. Qed.
Lemma seq_V_S : forall (x : R) (n' : nat), seq_V x (S n') = (x)*(seq_V x n'). Proof. reflexivity. Qed.

Fixpoint seq_Z (A : R) (n' : nat) : R := match n' with O => 1 | S n' => (A)*(seq_Z A n') end.
Lemma seq_Z_0 : forall (A : R), seq_Z A 0 = 1. Proof. reflexivity. Qed.
Lemma seq_Z_S : forall (A : R) (n' : nat), seq_Z A (S n') = (A)*(seq_Z A n'). Proof. reflexivity. Qed.
Lemma seq_V_is : forall (x : R) (n' : nat), seq_V x n' = (x) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_V_0; unfold power_sum; simpl; ring|]. rewrite seq_V_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_Z_is : forall (A : R) (n' : nat), seq_Z A n' = (A) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_Z_0; unfold power_sum; simpl; ring|]. rewrite seq_Z_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.

Theorem slope_nonneg_sequences : forall (x A lam eta : R) (n' : nat),
  0 <= (eta) ->
  0 <= (lam) ->
  0 <= (x) ->
  0 <= (A - x) ->
  0 <= (1 - eta*(2*(depth n') - 1)*A^2*(seq_Z A n')^2) ->
  0 <= ((1 - eta*((2*(depth n') - 1)*x^2*(seq_V x n')^2 - ((depth n') - 1)*lam*(seq_V x n')))).
Proof.
  intros x A lam eta n' F_eta_nonneg F_lam_nonneg F_x_nonneg F_bounded F_step_size.
  assert (F_depth : forall m', 0 <= ((depth m') - 2)) by (intro m'; unfold depth; pose proof (pos_INR m'); lra).
  assert (F_V_nonneg : forall m', 0 <= ((seq_V x m'))).
  { induction m' as [|m' F_V_nonneg_m].
  - assert (E : ((seq_V x 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_V_0 x), ?(seq_Z_0 A); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0))).
  - assert (E : ((seq_V x (S m'))) = (0 + (((seq_V x m')) * (x))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S x m'), ?(seq_Z_S A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_V_nonneg_m F_x_nonneg))).
  }
  assert (F_A_nonneg : 0 <= (A)).
  { 
    assert (E : (A) = ((0 + (A - x)) + (x)) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_bounded) F_x_nonneg)).
  }
  assert (F_V_le_Z : forall m', 0 <= ((seq_Z A m') - (seq_V x m'))).
  { induction m' as [|m' F_V_le_Z_m].
  - assert (E : ((seq_Z A 0%nat) - (seq_V x 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_V_0 x), ?(seq_Z_0 A); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((seq_Z A (S m')) - (seq_V x (S m'))) = ((0 + ((A) * ((seq_Z A m') - (seq_V x m')))) + (((seq_V x m')) * (A - x))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S x m'), ?(seq_Z_S A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_A_nonneg F_V_le_Z_m)) (Rmult_le_pos _ _ (F_V_nonneg m') F_bounded))).
  }
  assert (F_X_nonneg : forall m', 0 <= (x*(seq_V x m'))).
  { intro m'. 
    assert (E : (x*(seq_V x m')) = (0 + (((seq_V x m')) * (x))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_V_nonneg m') F_x_nonneg))).
  }
  assert (F_X_le_B : forall m', 0 <= (A*(seq_Z A m') - x*(seq_V x m'))).
  { intro m'. 
    assert (E : (A*(seq_Z A m') - x*(seq_V x m')) = ((0 + ((A) * ((seq_Z A m') - (seq_V x m')))) + (((seq_V x m')) * (A - x))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_A_nonneg (F_V_le_Z m'))) (Rmult_le_pos _ _ (F_V_nonneg m') F_bounded))).
  }
  assert (F_square_le : forall m', 0 <= (A^2*(seq_Z A m')^2 - x^2*(seq_V x m')^2)).
  { intro m'. 
    assert (E : (A^2*(seq_Z A m')^2 - x^2*(seq_V x m')^2) = ((0 + ((A*(seq_Z A m') - x*(seq_V x m')) * (A*(seq_Z A m') - x*(seq_V x m')))) + ((2) * ((A*(seq_Z A m') - x*(seq_V x m')) * (x*(seq_V x m'))))) + 0) by (identity).
    assert (K1 : 0 <= (2)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_X_le_B m') (F_X_le_B m'))) (Rmult_le_pos _ _ K1 (Rmult_le_pos _ _ (F_X_le_B m') (F_X_nonneg m'))))).
  }
  assert (F_increasing : 0 <= ((1 - eta*((2*(depth n') - 1)*x^2*(seq_V x n')^2 - ((depth n') - 1)*lam*(seq_V x n'))))).
  { 
    assert (E : ((1 - eta*((2*(depth n') - 1)*x^2*(seq_V x n')^2 - ((depth n') - 1)*lam*(seq_V x n')))) = (((((0 + (1 - eta*(2*(depth n') - 1)*A^2*(seq_Z A n')^2)) + ((3) * ((eta) * (A^2*(seq_Z A n')^2 - x^2*(seq_V x n')^2)))) + (((seq_V x n')) * ((eta) * (lam)))) + ((2) * (((depth n') - 2) * ((eta) * (A^2*(seq_Z A n')^2 - x^2*(seq_V x n')^2))))) + (((seq_V x n')) * (((depth n') - 2) * ((eta) * (lam))))) + 0) by (identity).
    assert (K1 : 0 <= (3)) by lra.
    assert (K3 : 0 <= (2)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_step_size) (Rmult_le_pos _ _ K1 (Rmult_le_pos _ _ F_eta_nonneg (F_square_le n')))) (Rmult_le_pos _ _ (F_V_nonneg n') (Rmult_le_pos _ _ F_eta_nonneg F_lam_nonneg))) (Rmult_le_pos _ _ K3 (Rmult_le_pos _ _ (F_depth n') (Rmult_le_pos _ _ F_eta_nonneg (F_square_le n'))))) (Rmult_le_pos _ _ (F_V_nonneg n') (Rmult_le_pos _ _ (F_depth n') (Rmult_le_pos _ _ F_eta_nonneg F_lam_nonneg))))).
  }
  exact (F_increasing).
Qed.

Theorem slope_nonneg : forall (N : nat) (x A lam eta : R), (2 <= N)%nat ->
  0 <= (eta) ->
  0 <= (lam) ->
  0 <= (x) ->
  0 <= (A - x) ->
  0 <= (1 - eta*(2*INR N - 1)*A^2*((A) ^ (N - 2))^2) ->
  0 <= ((1 - eta*((2*INR N - 1)*x^2*((x) ^ (N - 2))^2 - (INR N - 1)*lam*((x) ^ (N - 2))))).
Proof.
  intros N x A lam eta HN F_eta_nonneg F_lam_nonneg F_x_nonneg F_bounded F_step_size.
  assert (DN : INR N = depth (N - 2)) by (unfold depth; rewrite minus_INR by exact HN; simpl; ring).
  assert (DV : ((x) ^ (N - 2)) = (seq_V x (N - 2))) by (rewrite seq_V_is; replace (N - 2 + 0)%nat with (N - 2)%nat by lia; reflexivity).
  assert (DZ : ((A) ^ (N - 2)) = (seq_Z A (N - 2))) by (rewrite seq_Z_is; replace (N - 2 + 0)%nat with (N - 2)%nat by lia; reflexivity).
  rewrite ?DN, ?DV, ?DZ in F_eta_nonneg.
  rewrite ?DN, ?DV, ?DZ in F_lam_nonneg.
  rewrite ?DN, ?DV, ?DZ in F_x_nonneg.
  rewrite ?DN, ?DV, ?DZ in F_bounded.
  rewrite ?DN, ?DV, ?DZ in F_step_size.
  rewrite ?DN, ?DV, ?DZ.
  exact (slope_nonneg_sequences x A lam eta (N - 2) F_eta_nonneg F_lam_nonneg F_x_nonneg F_bounded F_step_size).
Qed.

Print Assumptions slope_nonneg.
